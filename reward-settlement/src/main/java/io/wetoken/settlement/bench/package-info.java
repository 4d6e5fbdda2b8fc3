/** Planning and paying at scale, beside the least that such work can cost. Nothing of the settlement itself depends on this. */
package io.wetoken.settlement.bench;
