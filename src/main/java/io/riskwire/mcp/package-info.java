/**
 * Tools for assistants that speak the Model Context Protocol, at {@code /mcp}: {@link
 * io.riskwire.mcp.IncidentTools}, {@link io.riskwire.mcp.VendorTools} and {@link
 * io.riskwire.mcp.ArticleTools}. Each reads and changes nothing; accounts and limits are those of
 * the API.
 *
 * <p>Texts of articles come from strangers: tools give quotes and beginnings of them as data, and
 * the server's instructions tell assistants to take no orders from them.
 */
@NullMarked
package io.riskwire.mcp;

import org.jspecify.annotations.NullMarked;
