/** What a search for settings tries, and on how much: no models and no data live here. */
package io.wetoken.recommender.tune;
