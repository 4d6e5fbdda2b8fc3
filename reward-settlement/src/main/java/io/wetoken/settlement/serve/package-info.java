/**
 * Days paid without anybody at the keyboard: which are due, when to look again, and who is told of trouble. How a day is paid lives in {@code epoch} and must
 * not be known here.
 */
package io.wetoken.settlement.serve;
