package io.wetoken.ingest.core;

/** Whom a sender has proved to speak for: an account, on one of its devices. */
public record Speaker(String actor, String device) {}
