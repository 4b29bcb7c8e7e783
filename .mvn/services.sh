# Sourced by test, bench and the scripts of deploy: what the suite's services are built of, and how.

services=departure,request-trail,signed-identity,redis-address,session-service,analysis-service,gateway

# Builds the services of the checkout $1 without tests; what follows goes to Maven, for instance -Dnative.
package_services() {
    local root=$1
    shift
    "$root/mvnw" -f "$root/pom.xml" -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip "$@" -pl "$services" package
}

# The version in the POM of the checkout $1.
suite_version() {
    sed -n 's#^  <version>\(.*\)</version>#\1#p' "$1/pom.xml" | head -n 1
}
