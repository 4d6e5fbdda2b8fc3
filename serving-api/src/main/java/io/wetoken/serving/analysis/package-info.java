/** Shows what the daily analysis found, and tells feeds of it: how works are taken, and to its owner what an account gives its time to. It computes nothing, and other people's taste is nobody's business. */
package io.wetoken.serving.analysis;
