/**
 * Models that score items for a user's history, the tables they look things up in, and the arithmetic that fills these. Pure Java: Spark calls it to train,
 * serving to rank; nothing here reads an archive, a clock or an engine.
 */
package io.wetoken.recommender;
