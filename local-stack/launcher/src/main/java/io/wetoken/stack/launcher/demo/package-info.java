/**
 * The main job told from end to end on a stack of its own: behaviour is sent, judged, counted, paid and audited, by the same commands that a person
 * would type. Every figure is read from what those commands and their files say; none is computed here.
 */
package io.wetoken.stack.launcher.demo;
