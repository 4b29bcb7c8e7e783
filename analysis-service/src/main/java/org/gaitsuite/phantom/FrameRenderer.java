package org.gaitsuite.phantom;

import java.util.List;

/** Films a walk frame by frame. Not thread-safe; equal settings give equal bytes. */
final class FrameRenderer {
    private static final int EXPOSURES = 4;
    private static final Vec3 SHADOW_SLANT = new Vec3(0.12, 0, 0.1);

    private final PhantomSettings settings;
    private final int width;
    private final int height;
    private final Walk walk;
    private final Figure figure;
    private final List<Bystander> bystanders;
    private final CapsulePainter painter;
    private final GroundShadow shadow;
    private final SensorNoise noise;
    private final float[] background;
    private final float[] gain;
    private final Layer foreground;
    private final Layer exposed;
    private final Layer moment;
    private final float[] picture;

    FrameRenderer(PhantomSettings settings) {
        this.settings = settings;
        this.width = settings.pictureWidth();
        this.height = settings.pictureHeight();
        this.walk = new Walk(settings);
        this.figure = new Figure(settings.height(), walk.footShape(), settings.clothing());
        Camera camera = Camera.of(settings);
        Grain grain = new Grain(settings.seed());
        Room room = new Room(settings, camera, grain);
        Vec3 towards = new Vec3(camera.forward().x(), 0, camera.forward().z()).unit();
        Vec3 aside = towards.cross(Vec3.UP);
        this.bystanders = settings.scene().secondPerson() == Scene.SecondPerson.NONE
                ? List.of()
                : List.of(new Bystander(settings, towards, aside));
        Vec3 light = aside.times(-0.45).plus(Vec3.UP.times(0.75)).minus(towards.times(0.6));
        this.painter = new CapsulePainter(camera, grain, light);
        this.shadow = new GroundShadow(width, height, camera, room, SHADOW_SLANT);
        this.noise = new SensorNoise(settings.seed(), settings.scene().noiseSigma());
        this.background = room.paint();
        this.gain = gains();
        this.foreground = new Layer(width, height);
        this.exposed = new Layer(width, height);
        this.moment = new Layer(width, height);
        this.picture = new float[width * height * 3];
        standStill(Obstacle.inFront(settings, towards, aside), Obstacle.treadmill(settings));
    }

    /** @param out height × width × 3 bytes, blue green red */
    void render(int frame, byte[] out) {
        double time = frame / settings.frameRate();
        System.arraycopy(background, 0, picture, 0, picture.length);
        for (Bystander bystander : bystanders) {
            List<Capsule> capsules = bystander.at(time);
            shadow.cast(picture, capsules, capsules.getFirst().from());
        }
        BodyPose pose = walk.at(time);
        shadow.cast(picture, figure.at(pose), pose.pelvis());
        expose(time);
        composite(exposed);
        composite(foreground);
        light();
        noise.develop(picture, out, width * 3, frame);
    }

    private void expose(double time) {
        exposed.clear();
        double open = settings.scene().shutterShare() / settings.frameRate();
        int count = open == 0 ? 1 : EXPOSURES;
        for (int k = 0; k < count; k++) {
            double t = time + open * ((k + 0.5) / count - 0.5);
            moment.clear();
            for (Bystander bystander : bystanders) {
                List<Capsule> capsules = bystander.at(t);
                painter.paint(moment, capsules, capsules.getFirst().from());
            }
            BodyPose pose = walk.at(t);
            painter.paint(moment, figure.at(pose), pose.pelvis());
            exposed.expose(moment, 1f / count);
        }
    }

    private void composite(Layer layer) {
        float[] pixels = layer.pixels();
        for (int y = layer.top(); y < layer.bottom(); y++) {
            for (int x = layer.left(); x < layer.right(); x++) {
                int at = y * width + x;
                int p = at * Layer.CHANNELS;
                float through = 1 - pixels[p + 3];
                if (through < 1) {
                    picture[3 * at] = picture[3 * at] * through + pixels[p];
                    picture[3 * at + 1] = picture[3 * at + 1] * through + pixels[p + 1];
                    picture[3 * at + 2] = picture[3 * at + 2] * through + pixels[p + 2];
                }
            }
        }
    }

    private void light() {
        int row = width * 3;
        for (int start = 0; start < picture.length; start += row) {
            for (int i = 0; i < row; i++) {
                picture[start + i] *= gain[i];
            }
        }
    }

    /** Light falls off towards one side of the picture. */
    private float[] gains() {
        float[] out = new float[width * 3];
        for (int i = 0; i < out.length; i++) {
            int column = i / 3;
            double share = column / (double) width;
            out[i] = (float) (1 - settings.scene().lightingGradient() * share * share);
        }
        return out;
    }

    /** Treadmill and obstacles do not move: those behind the walk go into the background, those before it into a layer of their own. */
    private void standStill(List<Capsule> obstacles, List<Capsule> treadmill) {
        Vec3 middle = new Vec3(0, 1, 0);
        painter.paint(moment, treadmill, middle);
        System.arraycopy(background, 0, picture, 0, picture.length);
        if (!treadmill.isEmpty()) {
            shadow.cast(picture, treadmill, middle);
        }
        composite(moment);
        System.arraycopy(picture, 0, background, 0, picture.length);
        moment.clear();
        painter.paint(foreground, obstacles, middle);
    }
}
