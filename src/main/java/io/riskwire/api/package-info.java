/**
 * The HTTP API, version 1, as the service's OpenAPI document describes it: each resource parses,
 * makes one call, and shapes the answer. Every error is an RFC 9457 problem.
 */
@NullMarked
package io.riskwire.api;

import org.jspecify.annotations.NullMarked;
