/**
 * Checks what was published of an epoch without trusting whoever published it: from the rule's specification, without a line of the code that planned,
 * on the JDK, Bouncy Castle for Keccak and Jackson for JSON. Nothing in here may use another module of the project, or it would repeat that module's mistakes.
 */
package io.wetoken.verifier;
