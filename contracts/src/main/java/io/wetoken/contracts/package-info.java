/**
 * What a program needs to meet the platform's contracts: deployment, the addresses file, and the addresses of accounts. The rule that decides who is
 * paid what must not live here.
 */
package io.wetoken.contracts;
