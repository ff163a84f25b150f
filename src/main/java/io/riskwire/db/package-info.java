/**
 * Which database: {@link io.riskwire.db.Database} runs work in transactions on H2 or PostgreSQL,
 * whichever the administrator chose at start. Nothing else knows which one it is.
 */
@NullMarked
package io.riskwire.db;

import org.jspecify.annotations.NullMarked;
