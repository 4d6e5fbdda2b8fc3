/**
 * Checks what was published of an epoch without trusting whoever published it: on the JDK alone, from the rule's specification, and without a line of the code
 * that planned. Nothing in here may use another module of the project, or it would repeat that module's mistakes.
 */
package io.wetoken.verifier;
