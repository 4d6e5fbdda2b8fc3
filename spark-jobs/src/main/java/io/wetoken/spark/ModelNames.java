package io.wetoken.spark;

import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import java.util.Iterator;

/** The names that {@code --model} knows, for help. */
final class ModelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Models.ALL.stream().map(Model::name).iterator();
    }
}
