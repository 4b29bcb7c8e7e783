// Queries for the portal: Log Analytics, Queries, Resource group. The dashboard of the suite's own metrics is
// deploy/monitoring/grafana-dashboard.json, for Azure Managed Grafana or any other.
// A portal dashboard (Microsoft.Portal/dashboards) is left out: the type cannot be checked where this file is made.

param name string
param location string
param tags object

// Names of tables are those of Container Apps and of AKS with container insights; App Service has AppServiceConsoleLogs.
var queries = [
  {
    name: 'Errors in the logs of Container Apps'
    body: 'ContainerAppConsoleLogs_CL | where TimeGenerated > ago(1h) | extend entry = parse_json(Log_s) | where tostring(entry.level) in ("ERROR", "FATAL") | project TimeGenerated, ContainerAppName_s, RevisionName_s, tostring(entry.message) | order by TimeGenerated desc'
  }
  {
    name: 'Starts and ends of Container Apps'
    body: 'ContainerAppSystemLogs_CL | where TimeGenerated > ago(24h) | where Reason_s has_any ("Started", "Terminat", "Killing", "Unhealthy", "BackOff") | project TimeGenerated, ContainerAppName_s, RevisionName_s, Reason_s, Log_s | order by TimeGenerated desc'
  }
  {
    name: 'Errors in the logs of pods'
    body: 'ContainerLogV2 | where TimeGenerated > ago(1h) and PodNamespace == "gait" | extend entry = parse_json(LogMessage) | where tostring(entry.level) in ("ERROR", "FATAL") | project TimeGenerated, PodName, tostring(entry.message) | order by TimeGenerated desc'
  }
  {
    name: 'Answers of App Service by status'
    body: 'AppServiceHTTPLogs | where TimeGenerated > ago(1h) | summarize answers = count(), slowest = max(TimeTaken) by bin(TimeGenerated, 5m), ScStatus | order by TimeGenerated desc'
  }
  {
    name: 'What autoscale did'
    body: 'AzureActivity | where TimeGenerated > ago(7d) and CategoryValue == "Autoscale" | project TimeGenerated, OperationNameValue, ActivityStatusValue, Properties | order by TimeGenerated desc'
  }
]

resource pack 'Microsoft.OperationalInsights/queryPacks@2025-07-01' = {
  name: '${name}-queries'
  location: location
  tags: tags
  properties: {}
}

resource saved 'Microsoft.OperationalInsights/queryPacks/queries@2025-07-01' = [for query in queries: {
  name: '${pack.name}/${guid(name, query.name)}'
  properties: {
    displayName: query.name
    body: query.body
  }
}]
