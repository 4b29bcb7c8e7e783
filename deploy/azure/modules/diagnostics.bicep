// What SQL, Redis, the vault and what takes the requests write down of themselves, sent to the installation's logs.
// What they measure need not be sent: alerts and the dashboard read it where it is.

@description('Where it goes.')
param workspaceId string

@description('What there is. Empty: nothing of that kind.')
param siteId string = ''
param applicationGatewayId string = ''
param sqlDatabaseIds array = []
param redisId string = ''
param vaultId string = ''

resource site 'Microsoft.Web/sites@2024-11-01' existing = {
  name: empty(siteId) ? 'none' : last(split(siteId, '/'))
}

resource ofSite 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(siteId)) {
  scope: site
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AppServiceHTTPLogs'
        enabled: true
      }
      {
        category: 'AppServiceConsoleLogs'
        enabled: true
      }
      {
        category: 'AppServicePlatformLogs'
        enabled: true
      }
    ]
  }
}

resource applicationGateway 'Microsoft.Network/applicationGateways@2025-05-01' existing = {
  name: empty(applicationGatewayId) ? 'none' : last(split(applicationGatewayId, '/'))
}

resource ofApplicationGateway 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(applicationGatewayId)) {
  scope: applicationGateway
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'ApplicationGatewayAccessLog'
        enabled: true
      }
      {
        category: 'ApplicationGatewayFirewallLog'
        enabled: true
      }
    ]
  }
}

// An id ends with servers/SERVER/databases/DATABASE.
resource databases 'Microsoft.Sql/servers/databases@2023-08-01' existing = [for id in sqlDatabaseIds: {
  name: '${split(id, '/')[8]}/${last(split(id, '/'))}'
}]

resource ofDatabases 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = [for i in range(0, length(sqlDatabaseIds)): {
  scope: databases[i]
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'Errors'
        enabled: true
      }
      {
        category: 'Timeouts'
        enabled: true
      }
      {
        category: 'Blocks'
        enabled: true
      }
      {
        category: 'Deadlocks'
        enabled: true
      }
    ]
  }
}]

resource redis 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' existing = {
  name: '${empty(redisId) ? 'none' : last(split(redisId, '/'))}/default'
}

// Who connected, from where. Managed Redis writes down nothing else.
resource ofRedis 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(redisId)) {
  scope: redis
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'ConnectionEvents'
        enabled: true
      }
    ]
  }
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: empty(vaultId) ? 'none' : last(split(vaultId, '/'))
}

// Who read which secret.
resource ofVault 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(vaultId)) {
  scope: vault
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}
