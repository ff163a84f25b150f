/**
 * Who may call: {@link io.riskwire.account.Accounts} keeps users and checks their passwords, {@link
 * io.riskwire.account.Tokens} the tokens of their programs.
 *
 * <p>Until the first account exists the service answers nothing but health, set-up and assets.
 */
@NullMarked
package io.riskwire.account;

import org.jspecify.annotations.NullMarked;
