package io.wetoken.store;

/** Opens a {@link Store}. */
public final class Stores {
    /** What the names of all tables begin with, unless another is given. */
    public static final String DEFAULT_PREFIX = "we";

    private Stores() {}

    /** Empty, kept in this process alone, for tests and tools. */
    public static Store memory() {
        return new MemoryStore();
    }

    /** {@link #hbase(String, String)} with the {@link #DEFAULT_PREFIX}. */
    public static Store hbase(String zookeeper) {
        return hbase(zookeeper, DEFAULT_PREFIX);
    }

    /**
     * Connects and creates the tables that are missing. Several processes may do so at once.
     *
     * @param zookeeper {@code host:port}, several comma-separated
     * @param prefix what the names of the tables begin with: {@code prefix_profiles} …
     * @throws java.io.UncheckedIOException naming {@code zookeeper}, within about 15 s, when nobody answers there
     */
    public static Store hbase(String zookeeper, String prefix) {
        return HBaseStore.connect(zookeeper, prefix);
    }
}
