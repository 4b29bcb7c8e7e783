package org.gaitsuite.gait;

/** By what heel strikes and toe offs are found in a walk seen from the side. */
public enum ContactMethod {
    /** Everything the feet do about a contact together, see {@link ContactTiming}: the most exact, and what a result rests on by default. */
    CONSENSUS,
    /** Zeni, Richards &amp; Higginson 2008 alone, its known bias taken off. */
    ZENI,
    /** O'Connor, Thorpe, O'Malley &amp; Vaughan 2007 alone, likewise; needs heel and toe. */
    OCONNOR,
    /** Desailly, Daniel, Sardain &amp; Lacouture 2009 alone, likewise; needs heel and toe. */
    DESAILLY
}
