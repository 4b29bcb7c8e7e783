// Where logs and metrics go, and who is told.

param name string
param location string
param tags object

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 30

@description('Whether logs may come in with the key of the workspace, as those of Container Apps do.')
param logsByKey bool = false

@description('Application Insights, for traces, where an OpenTelemetry collector sends them there.')
param applicationInsights bool = false

@description('Addresses that alerts are sent to. Empty: alerts are only shown in the portal.')
param alertEmails array = []

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: '${name}-logs'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    features: {
      // Readers need a role on the resource whose logs they read.
      enableLogAccessUsingOnlyResourcePermissions: true
      disableLocalAuth: !logsByKey
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = if (applicationInsights) {
  name: '${name}-insights'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'gait'
    enabled: true
    emailReceivers: [for (address, i) in alertEmails: {
      name: 'operator-${i}'
      emailAddress: address
      useCommonAlertSchema: true
    }]
  }
}

output workspaceId string = workspace.id
output actionGroupId string = people.id
