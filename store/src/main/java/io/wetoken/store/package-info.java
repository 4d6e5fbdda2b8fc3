/**
 * The current state that serving reads: one definition of every table behind ports, kept in memory or in HBase. Rules, money and HTTP do not belong
 * here.
 */
package io.wetoken.store;
