package io.riskwire.ui;

/** Another query that may have been meant, and the page that asks it. */
record Suggestion(String q, String link) {}
