/**
 * What was published. {@link io.riskwire.article.Extractor} reads a page that was fetched elsewhere
 * and answers with its {@link io.riskwire.article.Extracted}: headline, text, author, date and
 * canonical address; {@link io.riskwire.article.Languages} tells the language of a text.
 *
 * <p>An extractor does no input or output, keeps no state and throws at no page, however broken. It
 * trusts what a page says of itself (JSON-LD, OpenGraph, microdata) for the facts, and the page's
 * shape for the text: {@code Blocks} cuts a page into paragraphs, {@code Boilerplate} knows what is
 * never part of an article, {@code Container} finds the element that holds the article, {@code
 * Trim} takes off what clings to it.
 */
@NullMarked
package io.riskwire.article;

import org.jspecify.annotations.NullMarked;
