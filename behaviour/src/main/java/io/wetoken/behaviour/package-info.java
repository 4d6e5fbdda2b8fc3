/**
 * The words of behaviour: ids, amounts, topics, epochs, settings and codecs, on the JDK and Avro alone. No engine, no clock and no chance belong
 * here; whoever needs them passes them in.
 */
package io.wetoken.behaviour;
