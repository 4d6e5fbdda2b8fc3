/**
 * What stands around every answer: the pages, the problems (RFC 9457), the security headers. What is answered belongs to {@code api}.
 */
package io.wetoken.serving.web;
