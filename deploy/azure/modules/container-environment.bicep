// The environment of Container Apps, in the installation's own network. A module, because the key with which logs come in has to be
// read from a workspace whose name is known here.

param name string
param location string
param tags object

param subnetId string
param workspaceId string

@description('Copies of each app in several zones.')
param zoneRedundant bool = true

@description('Ingress on machines of its own: requests may be silent for 10 minutes instead of 4. Costs two machines.')
param dedicatedIngress bool = true

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: last(split(workspaceId, '/'))
}

var sharedProfile = [
  {
    name: 'Consumption'
    workloadProfileType: 'Consumption'
  }
]
var ingressProfile = [
  {
    name: 'ingress'
    workloadProfileType: 'D4'
    minimumCount: 2
    maximumCount: 4
  }
]

resource appEnvironment 'Microsoft.App/managedEnvironments@2026-01-01' = {
  name: '${name}-environment'
  location: location
  tags: tags
  properties: {
    zoneRedundant: zoneRedundant
    vnetConfiguration: {
      infrastructureSubnetId: subnetId
      internal: false
    }
    workloadProfiles: dedicatedIngress ? concat(sharedProfile, ingressProfile) : sharedProfile
    ingressConfiguration: dedicatedIngress ? {
      workloadProfileName: 'ingress'
      // Minutes. An upload or an event stream sends something more often; this is for one that waits.
      requestIdleTimeout: 10
      terminationGracePeriodSeconds: 600
    } : null
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
    peerTrafficConfiguration: {
      encryption: { enabled: true }
    }
  }
}

output id string = appEnvironment.id
output domain string = appEnvironment.properties.defaultDomain
