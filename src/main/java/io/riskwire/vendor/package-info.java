/**
 * Who is who, and which matter to whom. {@link io.riskwire.vendor.Vendors} is the front door: it
 * knows the bundled {@link io.riskwire.vendor.Catalogue} and what users add, rename and merge, as
 * one immutable snapshot that a change replaces.
 *
 * <p>{@link io.riskwire.vendor.Names} finds vendors, products and authorities in the {@link
 * io.riskwire.vendor.Words} of a text and says why each matched: ask {@code vendors.names()} for
 * each text, so that it is what is known now. {@link io.riskwire.vendor.Matching} finds the vendor
 * that a row of a purchasing system means, {@link io.riskwire.vendor.PurchasingFile} reads the
 * rows, {@link io.riskwire.vendor.Watchlists} keeps them. Every change is noted in the change log.
 */
@NullMarked
package io.riskwire.vendor;

import org.jspecify.annotations.NullMarked;
