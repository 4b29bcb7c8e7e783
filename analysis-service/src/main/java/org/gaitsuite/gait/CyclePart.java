package org.gaitsuite.gait;

/** Parts of the gait cycle in which peaks are looked for, in per cent of the cycle from heel strike. */
enum CyclePart {
    /**
     * First two fifths of stance, about 0 to 24 % of the cycle: loading response and the beginning of mid-stance, because the knee goes
     * on bending a little after the other foot has left the ground (Perry &amp; Burnfield, Gait Analysis, 2010, chapter 5).
     */
    LOADING {
        @Override
        double from(double toeOff) {
            return 0;
        }

        @Override
        double to(double toeOff) {
            return LOADED * toeOff;
        }
    },
    /** The rest of stance. */
    AFTER_LOADING {
        @Override
        double from(double toeOff) {
            return LOADED * toeOff;
        }

        @Override
        double to(double toeOff) {
            return toeOff;
        }
    },
    STANCE {
        @Override
        double from(double toeOff) {
            return 0;
        }

        @Override
        double to(double toeOff) {
            return toeOff;
        }
    },
    /** From a tenth of the cycle before toe off to a seventh after it: the ankle is most plantarflexed just after the foot has left. */
    ABOUT_TOE_OFF {
        @Override
        double from(double toeOff) {
            return toeOff - 10;
        }

        @Override
        double to(double toeOff) {
            return toeOff + 15;
        }
    },
    SWING {
        @Override
        double from(double toeOff) {
            return toeOff;
        }

        @Override
        double to(double toeOff) {
            return GaitCurve.POINTS - 1;
        }
    };

    private static final double LOADED = 0.4;

    /** @param toeOff per cent of the cycle */
    abstract double from(double toeOff);

    abstract double to(double toeOff);
}
