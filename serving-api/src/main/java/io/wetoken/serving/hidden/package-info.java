/** What people say they do not want to see, taken and given back over HTTP. What comes of it is decided where pages are made. */
package io.wetoken.serving.hidden;
