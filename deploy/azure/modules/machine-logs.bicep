// Logs of machines: what the journal hands to rsyslog is carried to the workspace, table Syslog, by the agent that each scale set has
// as an extension. Lines of more than 8 KiB arrive cut off; the machine's own journal has them whole, for 14 days.

param name string
param location string
param tags object

@description('The workspace, in the same region.')
param workspaceId string

@description('Scale sets of this resource group.')
param scaleSetNames array

var everything = [ 'Info', 'Notice', 'Warning', 'Error', 'Critical', 'Alert', 'Emergency' ]
var trouble = [ 'Warning', 'Error', 'Critical', 'Alert', 'Emergency' ]

resource rule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: '${name}-machine-logs'
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    dataSources: {
      syslog: [
        {
          // Services and the system's manager: what a unit writes is of this facility and of level Info, whatever it says of itself.
          name: 'services'
          streams: [ 'Microsoft-Syslog' ]
          facilityNames: [ 'daemon' ]
          logLevels: everything
        }
        {
          name: 'logins'
          streams: [ 'Microsoft-Syslog' ]
          facilityNames: [ 'auth', 'authpriv' ]
          logLevels: everything
        }
        {
          // Processes killed for memory, disks that fail.
          name: 'kernel'
          streams: [ 'Microsoft-Syslog' ]
          facilityNames: [ 'kern' ]
          logLevels: trouble
        }
      ]
    }
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspaceId
        }
      ]
    }
    dataFlows: [
      {
        streams: [ 'Microsoft-Syslog' ]
        destinations: [ 'workspace' ]
      }
    ]
  }
}

resource scaleSets 'Microsoft.Compute/virtualMachineScaleSets@2026-03-01' existing = [for scaleSet in scaleSetNames: {
  name: scaleSet
}]

resource associations 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = [for (scaleSet, i) in scaleSetNames: {
  scope: scaleSets[i]
  name: '${name}-machine-logs'
  properties: {
    dataCollectionRuleId: rule.id
  }
}]
