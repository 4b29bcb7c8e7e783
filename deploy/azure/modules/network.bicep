// The network of one installation: a subnet for the machines or containers, its rules, and a way out that does not change.
// Azure's own services are reached through service endpoints: private endpoints would also want private DNS zones.

param name string
param location string
param tags object

param addressSpace string = '10.40.0.0/16'
param workloadPrefix string = '10.40.0.0/20'

@description('Service that the workload subnet belongs to, for instance Microsoft.App/environments. Empty: virtual machines.')
param delegation string = ''

@description('What may come in from outside the network: securityRules of a network security group.')
param securityRules array = []

@description('A NAT gateway for what goes out. Without it the platform of the workload has its own way out.')
param natGateway bool = true

@description('StandardV2 stands in all zones, Standard in one that Azure picks, whose loss cuts all machines off from Redis. Subnets that belong to a service have Standard: Container Apps were documented not to take the other. A gateway keeps its kind for life.')
@allowed([ 'Standard', 'StandardV2' ])
param natSku string = empty(delegation) ? 'StandardV2' : 'Standard'

@description('Prefix of a second subnet for an application gateway. Empty: none.')
param ingressPrefix string = ''

var serviceEndpoints = [
  { service: 'Microsoft.Sql' }
  { service: 'Microsoft.Storage' }
  { service: 'Microsoft.KeyVault' }
]

resource workloadRules 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: '${name}-nsg'
  location: location
  tags: tags
  properties: {
    securityRules: securityRules
  }
}

// The platform of an application gateway watches it on 65200-65535; without that rule it does not start.
resource ingressRules 'Microsoft.Network/networkSecurityGroups@2025-05-01' = if (!empty(ingressPrefix)) {
  name: '${name}-ingress-nsg'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'web'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRanges: [ '80', '443' ]
        }
      }
      {
        name: 'gateway-manager'
        properties: {
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'GatewayManager'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '65200-65535'
        }
      }
    ]
  }
}

resource outboundAddress 'Microsoft.Network/publicIPAddresses@2025-05-01' = if (natGateway) {
  name: '${name}-nat-ip'
  location: location
  tags: tags
  sku: { name: natSku }
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

resource outbound 'Microsoft.Network/natGateways@2025-05-01' = if (natGateway) {
  name: '${name}-nat'
  location: location
  tags: tags
  sku: { name: natSku }
  properties: {
    // Requests to Redis and SQL keep their connections far longer than the default of 4 minutes.
    idleTimeoutInMinutes: 15
    publicIpAddresses: [
      { id: outboundAddress.id }
    ]
  }
}

var workloadSubnet = {
  name: 'workload'
  properties: {
    addressPrefix: workloadPrefix
    networkSecurityGroup: { id: workloadRules.id }
    natGateway: natGateway ? { id: outbound.id } : null
    serviceEndpoints: serviceEndpoints
    delegations: empty(delegation) ? [] : [
      {
        name: 'workload'
        properties: { serviceName: delegation }
      }
    ]
  }
}

var ingressSubnet = {
  name: 'ingress'
  properties: {
    addressPrefix: ingressPrefix
    networkSecurityGroup: empty(ingressPrefix) ? null : { id: ingressRules.id }
    // The application gateway fetches its certificate itself.
    serviceEndpoints: [
      { service: 'Microsoft.KeyVault' }
    ]
  }
}

// Subnets belong to the network's own body: as resources of their own, a second deployment would take them away for a moment.
resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: '${name}-vnet'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [ addressSpace ]
    }
    subnets: empty(ingressPrefix) ? [ workloadSubnet ] : [ workloadSubnet, ingressSubnet ]
  }
}

output networkId string = network.id
output workloadSubnetId string = '${network.id}/subnets/workload'
output ingressSubnetId string = '${network.id}/subnets/ingress'
output outboundAddress string = natGateway ? outboundAddress!.properties.ipAddress : ''
