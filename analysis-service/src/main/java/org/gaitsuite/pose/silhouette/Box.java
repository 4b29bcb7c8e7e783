package org.gaitsuite.pose.silhouette;

/** A rectangle of the decoded picture; right and bottom are just outside. */
record Box(int left, int top, int right, int bottom) {
    int width() {
        return Math.max(0, right - left);
    }

    int height() {
        return Math.max(0, bottom - top);
    }

    double area() {
        return (double) width() * height();
    }

    double centreX() {
        return (left + right) / 2.0;
    }

    double centreY() {
        return (top + bottom) / 2.0;
    }

    Box union(Box o) {
        return new Box(
                Math.min(left, o.left), Math.min(top, o.top), Math.max(right, o.right), Math.max(bottom, o.bottom));
    }

    Box intersection(Box o) {
        int l = Math.max(left, o.left);
        int t = Math.max(top, o.top);
        return new Box(l, t, Math.max(l, Math.min(right, o.right)), Math.max(t, Math.min(bottom, o.bottom)));
    }

    Box grown(int horizontally, int vertically) {
        return new Box(left - horizontally, top - vertically, right + horizontally, bottom + vertically);
    }

    Box moved(double dx, double dy) {
        int x = (int) Math.round(dx);
        int y = (int) Math.round(dy);
        return new Box(left + x, top + y, right + x, bottom + y);
    }
}
