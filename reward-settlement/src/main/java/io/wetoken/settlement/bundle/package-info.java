/**
 * Bundles and plans as files: strict readers that name file and line, and writers whose bytes depend on nothing but the plan. The rule itself belongs
 * to {@code core}.
 */
package io.wetoken.settlement.bundle;
