/** How the lab's reports are shown: text, JSON and one page of HTML. No experiment and no arithmetic of the rule belongs here. */
package io.wetoken.settlement.lab.report;
