package org.gaitsuite.session.sql;

/** Fired once a start, after the schema was found or brought up to date. Observers run on the database's own thread. */
public record SchemaReady(SqlKind kind) {}
