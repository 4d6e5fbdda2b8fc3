/**
 * The measures of behaviour, each an algebra of zero, add and merge: any cut, any order, one answer. The stream, the daily statistics and the audit
 * fold the same ones; how they are fed, kept and shown does not belong here.
 */
package io.wetoken.behaviour.signal;
