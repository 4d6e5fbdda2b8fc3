package io.wetoken.store;

class MemoryStoreTest extends StoreContract {
    private static final Store STORE = Stores.memory();

    @Override
    Store store() {
        return STORE;
    }
}
