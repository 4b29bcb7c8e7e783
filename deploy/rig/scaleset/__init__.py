"""A scale set, its load balancer and the services it leans on, on one Linux machine.

Standing in for Azure: `network` (subnet, public address, NAT pool), `balancer` (load balancer with its probe), `platform` (metadata
service, Key Vault, blob container with the package), `stores` (Redis, SQL), `repair` (automatic instance repairs) and `upgrade`
(rolling upgrades). Real: the user data, cloud-init, systemd with the units, the package, sshd.
"""
