/**
 * Erases a person from what settlement keeps: the private tables of paid days and the store. What was paid, to which address and why stays, and the audit of every
 * day agrees afterwards; whose address it was is known nowhere.
 */
package io.wetoken.settlement.erase;
