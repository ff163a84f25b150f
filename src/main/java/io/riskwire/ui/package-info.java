/**
 * The pages: start, articles, incidents, cases, sources, alerts, log-in and set-up. Each resource
 * parses, asks the stores, and fills the record of its template; every form posts and redirects. No
 * page needs a script. {@code Gate} decides who gets in at all, {@code ErrorPages} what a page says
 * when it cannot be shown.
 */
@NullMarked
package io.riskwire.ui;

import org.jspecify.annotations.NullMarked;
