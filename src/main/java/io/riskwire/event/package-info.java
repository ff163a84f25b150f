/**
 * Reads what an article says happened: {@link io.riskwire.event.Analyzer} turns a text into {@link
 * io.riskwire.event.Event}s, each with its status, its parties and the words that say so.
 *
 * <p>No input or output happens here, and the same text gives the same events: reading is safe to
 * run in parallel and to repeat.
 *
 * <p>What it knows of the language is data. {@code event/words} holds word lists; {@code
 * event/rules} holds a file of rules for each type, in the order in which an analyst would explain
 * them. A rule has one of {@code verb}, {@code noun} (a class of {@code nouns.txt}) or {@code
 * words} (a weak rule: two sentences with such words make an event). {@code needs} says of which
 * class each argument has to be, {@code roles} which argument fills which role; arguments are
 * {@code subject}, {@code object} (the logical ones, whatever the voice), a preposition, {@code
 * then.object} for the verb that completes this one, {@code object.on} for what hangs on the
 * object; {@code |} parts alternatives. {@code match} and {@code not} are examples, and tests. A
 * mistake in a file stops the start with the file, the line and the rule.
 *
 * <p>German, French, Spanish and Chinese are read by the same rules and models: {@code Interpreter}
 * says their sentences in the words that those know, by the glossaries under {@code event/gloss},
 * and {@code Foreign} tells what was found in the words of the original.
 *
 * <p>The way of a text: words ({@link io.riskwire.vendor.Words}), sentences, names ({@code
 * Entities}), phrases and predicates ({@code Parser}), frames ({@code Matcher}), and from the
 * frames of the whole article what the rules make of it ({@code Background}, {@code Completion},
 * {@code Derived}, {@code Merge}). Then {@code Judge} weighs that against the words of the article
 * and says how probable each type is, by a {@code Network} over words, rules and what stands beside
 * what; {@code Casting} and {@code Day} choose who and when among candidates, and {@code Editor}
 * writes the events. What the models under {@code event/model} know was learned by {@code Training}
 * from our own articles among the tests: which types, from {@code event/corpus}; who, how far and
 * since when, from {@code event/unseen} too. After a change of rules, words or features it has to
 * be run again:
 *
 * <pre>
 * mvn test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=io.riskwire.event.Training
 * </pre>
 */
@NullMarked
package io.riskwire.event;

import org.jspecify.annotations.NullMarked;
