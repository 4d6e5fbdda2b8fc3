/**
 * What is published of an epoch: files that anybody may keep, check and recompute, named by one content id that the chain holds. Nothing in here may know an
 * account, a device or a person; an account is its chain address.
 */
package io.wetoken.settlement.published;
