/**
 * The process that answers people: its main, its settings and the wiring of the web server. Rules, money and tables belong to other modules; this one
 * only reads them.
 */
package io.wetoken.serving;
