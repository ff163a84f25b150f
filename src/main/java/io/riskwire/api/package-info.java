/**
 * The HTTP API, version 1, as the service's OpenAPI document describes it: each resource parses,
 * makes one call, and shapes the answer. Every error is an RFC 9457 problem.
 */
@NullMarked
@OpenAPIDefinition(
    info = @Info(title = "Riskwire", version = "1"),
    security = {@SecurityRequirement(name = "basic"), @SecurityRequirement(name = "bearer")},
    components =
        @Components(
            securitySchemes = {
              @SecurityScheme(
                  securitySchemeName = "basic",
                  type = SecuritySchemeType.HTTP,
                  scheme = "basic",
                  description = "Name and password of an account."),
              @SecurityScheme(
                  securitySchemeName = "bearer",
                  type = SecuritySchemeType.HTTP,
                  scheme = "bearer",
                  description = "A token of an account, from /account or POST /api/v1/tokens.")
            }))
package io.riskwire.api;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.NullMarked;
