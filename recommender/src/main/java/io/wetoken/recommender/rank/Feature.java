package io.wetoken.recommender.rank;

import java.util.function.ToDoubleBiFunction;

/**
 * One number about an item for a reader.
 *
 * @param name as it stands in the log of pages and in model files; another meaning takes another name
 */
record Feature(String name, ToDoubleBiFunction<Situation, Item> value) {}
