package io.wetoken.behaviour;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Since 1.12.2 Avro loads no class that a schema names unless the process trusts it, its own generated records included ({@code SecurityException:
 * Forbidden …}). {@link Wire} and {@link Manifests} see to it themselves; whoever reads or writes these records in another way, as Parquet does, calls {@link
 * #records()} first, in every JVM: in a static initialiser of the mapper, the sink or the function, for on a cluster {@code main} runs elsewhere. {@code
 * -Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.wetoken.behaviour.avro} does the same from outside.
 */
public final class AvroTrust {
    /** Of all generated records. */
    public static final String PACKAGE = "io.wetoken.behaviour.avro";

    private static boolean done;

    private AvroTrust() {}

    /** Trusts the records of behaviour beside what is trusted already. May be repeated. */
    public static synchronized void records() {
        if (!done) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    ClassSecurityValidator.getGlobal(), type -> PACKAGE.equals(type.getPackageName())));
            done = true;
        }
    }
}
