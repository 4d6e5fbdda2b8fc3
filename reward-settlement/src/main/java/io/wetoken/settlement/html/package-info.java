/** How pages of HTML are written, and how they look. What they say is their writers' business. */
package io.wetoken.settlement.html;
