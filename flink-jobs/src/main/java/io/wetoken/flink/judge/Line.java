package io.wetoken.flink.judge;

/**
 * One line of a recorded file.
 *
 * @param number from 1
 * @param text without the line's end and surrounding blanks
 * @param problem why the text cannot be used; empty when it can
 */
public record Line(long number, String text, String problem) {}
