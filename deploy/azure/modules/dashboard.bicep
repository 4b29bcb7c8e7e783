// A dashboard of what Azure measures and of the queue (a workbook: portal, Monitor, Workbooks), and queries for the portal (Log Analytics,
// Queries, Resource group), each over a table that this installation fills. The dashboard of the suite's own metrics is
// deploy/monitoring/grafana-dashboard.json, for Azure Managed Grafana or any other.

param name string
param location string
param tags object

@description('Workspace with the logs. Empty: no dashboard, only queries.')
param workspaceId string = ''

@description('What the services run on, which decides in which table their logs are.')
@allowed([ 'aks', 'appservice', 'containerapps', 'machines' ])
param platform string = 'containerapps'

@description('What there is. Empty: no charts of that kind.')
param scaleSetIds array = []
param loadBalancerId string = ''
param containerAppIds array = []
param gatewayAppId string = ''
param planId string = ''
param siteId string = ''
param clusterId string = ''
param applicationGatewayId string = ''
param sqlDatabaseIds array = []
param redisId string = ''
param storageId string = ''

// As a chart of the portal counts ways to sum up.
var total = 1
var highest = 3
var average = 4

var scaleSetCharts = empty(scaleSetIds) ? [] : [
  { title: 'CPU of machines, %', ids: scaleSetIds, type: 'Microsoft.Compute/virtualMachineScaleSets', metrics: [ 'Percentage CPU' ], how: average }
  { title: 'Memory available to machines, %', ids: scaleSetIds, type: 'Microsoft.Compute/virtualMachineScaleSets', metrics: [ 'Available Memory Percentage' ], how: average }
  { title: 'Network of machines, bytes', ids: scaleSetIds, type: 'Microsoft.Compute/virtualMachineScaleSets', metrics: [ 'Network In Total', 'Network Out Total' ], how: total }
  { title: 'Disk operations of machines, % of what is allowed', ids: scaleSetIds, type: 'Microsoft.Compute/virtualMachineScaleSets', metrics: [ 'OS Disk IOPS Consumed Percentage' ], how: average }
]
var loadBalancerCharts = empty(loadBalancerId) ? [] : [
  { title: 'Machines that the load balancer finds healthy, %', ids: [ loadBalancerId ], type: 'Microsoft.Network/loadBalancers', metrics: [ 'DipAvailability' ], how: average }
]
var containerAppCharts = empty(containerAppIds) ? [] : [
  { title: 'CPU of apps, %', ids: containerAppIds, type: 'Microsoft.App/containerApps', metrics: [ 'CpuPercentage' ], how: average }
  { title: 'Memory of apps, %', ids: containerAppIds, type: 'Microsoft.App/containerApps', metrics: [ 'MemoryPercentage' ], how: average }
  { title: 'Network of apps, bytes', ids: containerAppIds, type: 'Microsoft.App/containerApps', metrics: [ 'RxBytes', 'TxBytes' ], how: total }
  { title: 'Replicas of apps', ids: containerAppIds, type: 'Microsoft.App/containerApps', metrics: [ 'Replicas' ], how: highest }
  { title: 'Restarts of apps', ids: containerAppIds, type: 'Microsoft.App/containerApps', metrics: [ 'RestartCount' ], how: highest }
]
var gatewayAppCharts = empty(gatewayAppId) ? [] : [
  { title: 'Requests, by kind of answer', ids: [ gatewayAppId ], type: 'Microsoft.App/containerApps', metrics: [ 'Requests' ], how: total, splitBy: 'statusCodeCategory' }
]
var planCharts = empty(planId) ? [] : [
  { title: 'CPU of instances, %', ids: [ planId ], type: 'Microsoft.Web/serverfarms', metrics: [ 'CpuPercentage' ], how: average }
  { title: 'Memory of instances, %', ids: [ planId ], type: 'Microsoft.Web/serverfarms', metrics: [ 'MemoryPercentage' ], how: average }
  { title: 'Network of instances, bytes', ids: [ planId ], type: 'Microsoft.Web/serverfarms', metrics: [ 'BytesReceived', 'BytesSent' ], how: total }
  { title: 'What waits for the disks of instances', ids: [ planId ], type: 'Microsoft.Web/serverfarms', metrics: [ 'DiskQueueLength' ], how: average }
]
var siteCharts = empty(siteId) ? [] : [
  { title: 'Requests, and those that end with 5xx', ids: [ siteId ], type: 'Microsoft.Web/sites', metrics: [ 'Requests', 'Http5xx' ], how: total }
  { title: 'Health checks that succeed, %', ids: [ siteId ], type: 'Microsoft.Web/sites', metrics: [ 'HealthCheckStatus' ], how: average }
]
var clusterCharts = empty(clusterId) ? [] : [
  { title: 'CPU of nodes, %', ids: [ clusterId ], type: 'Microsoft.ContainerService/managedClusters', metrics: [ 'node_cpu_usage_percentage' ], how: average }
  { title: 'Memory of nodes, %', ids: [ clusterId ], type: 'Microsoft.ContainerService/managedClusters', metrics: [ 'node_memory_working_set_percentage' ], how: average }
  { title: 'Network of nodes, bytes', ids: [ clusterId ], type: 'Microsoft.ContainerService/managedClusters', metrics: [ 'node_network_in_bytes', 'node_network_out_bytes' ], how: average }
  { title: 'Disks of nodes, % used', ids: [ clusterId ], type: 'Microsoft.ContainerService/managedClusters', metrics: [ 'node_disk_usage_percentage' ], how: average }
]
var applicationGatewayCharts = empty(applicationGatewayId) ? [] : [
  { title: 'Requests, by kind of answer', ids: [ applicationGatewayId ], type: 'Microsoft.Network/applicationGateways', metrics: [ 'ResponseStatus' ], how: total, splitBy: 'HttpStatusGroup' }
]
var sqlCharts = empty(sqlDatabaseIds) ? [] : [
  { title: 'Load of SQL, % of what was bought', ids: sqlDatabaseIds, type: 'Microsoft.Sql/servers/databases', metrics: [ 'dtu_consumption_percent' ], how: average }
  { title: 'SQL, % of its disk', ids: sqlDatabaseIds, type: 'Microsoft.Sql/servers/databases', metrics: [ 'storage_percent' ], how: highest }
  { title: 'Connections to SQL that failed', ids: sqlDatabaseIds, type: 'Microsoft.Sql/servers/databases', metrics: [ 'connection_failed' ], how: total }
]
var redisCharts = empty(redisId) ? [] : [
  { title: 'Memory and CPU of Redis, %', ids: [ redisId ], type: 'Microsoft.Cache/redisEnterprise', metrics: [ 'usedmemorypercentage', 'percentProcessorTime' ], how: highest }
  { title: 'Clients of Redis', ids: [ redisId ], type: 'Microsoft.Cache/redisEnterprise', metrics: [ 'connectedclients' ], how: highest }
]
var storageCharts = empty(storageId) ? [] : [
  { title: 'The store: bytes in and out', ids: [ storageId ], type: 'Microsoft.Storage/storageAccounts', metrics: [ 'Ingress', 'Egress' ], how: total }
]
var charts = concat(
  gatewayAppCharts,
  siteCharts,
  applicationGatewayCharts,
  loadBalancerCharts,
  scaleSetCharts,
  containerAppCharts,
  planCharts,
  clusterCharts,
  sqlCharts,
  redisCharts,
  storageCharts
)

// A table that has no line yet is not there yet: the empty one beside it keeps the query right.
var lines = 'union isfuzzy=true (datatable(TimeGenerated: datetime, source: string, line: string)[]), (${loadJsonContent('log-lines.json')[platform]})'
var reports = '${lines} | where line has "QueueReport" and line has "oldest_seconds" | extend waiting = extract("waiting=([0-9]+)", 1, line, typeof(long)), running = extract("running=([0-9]+)", 1, line, typeof(long)), oldest = extract("oldest_seconds=([0-9]+)", 1, line, typeof(long)), given_up = extract("dead_letters=([0-9]+)", 1, line, typeof(long))'

var graphs = [
  {
    title: 'The queue: analyses that wait, that run, that were given up'
    query: '${reports} | summarize waiting = max(waiting), running = max(running), given_up = max(given_up) by bin(TimeGenerated, 1m)'
  }
  {
    title: 'The queue: seconds for which the oldest analysis has waited'
    query: '${reports} | summarize oldest = max(oldest) by bin(TimeGenerated, 1m)'
  }
  {
    title: 'Errors in the logs'
    query: '${lines} | where tostring(parse_json(line).level) in ("ERROR", "FATAL") | summarize errors = count() by bin(TimeGenerated, 5m), source'
  }
]

var timeRange = {
  type: 9
  name: 'time'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    parameters: [
      {
        id: guid(name, 'time')
        version: 'KqlParameterItem/1.0'
        name: 'TimeRange'
        label: 'Time'
        type: 4
        isRequired: true
        value: { durationMs: 14400000 }
        typeSettings: {
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 14400000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
          ]
          allowCustom: true
        }
      }
    ]
  }
}

var graphItems = [for (graph, i) in graphs: {
  type: 3
  name: 'log-${i}'
  customWidth: '50'
  content: {
    version: 'KqlItem/1.0'
    query: graph.query
    size: 0
    title: graph.title
    timeContextFromParameter: 'TimeRange'
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    crossComponentResources: [ workspaceId ]
    visualization: 'timechart'
  }
}]

var chartItems = [for (chart, i) in charts: {
  type: 10
  name: 'chart-${i}'
  customWidth: '50'
  content: {
    version: 'MetricsItem/2.0'
    size: 0
    chartType: 2
    title: chart.title
    resourceType: toLower(chart.type)
    metricScope: 0
    resourceIds: chart.ids
    timeContextFromParameter: 'TimeRange'
    metrics: map(chart.metrics, metric => {
      namespace: toLower(chart.type)
      metric: '${toLower(chart.type)}--${metric}'
      aggregation: chart.how
      splitBy: chart.?splitBy
    })
    gridSettings: { rowLimit: 10000 }
  }
}]

// The name of a workbook is a GUID, and the same one at each deployment.
resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = if (!empty(workspaceId)) {
  name: guid(resourceGroup().id, name, 'dashboard')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: '${name}: load, errors and queue'
    category: 'workbook'
    sourceId: 'azure monitor'
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([ timeRange ], graphItems, chartItems)
      fallbackResourceIds: [ 'azure monitor' ]
      '$schema': 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json'
    })
  }
}

var everywhere = [
  {
    name: 'Errors in the logs'
    body: '${lines} | where TimeGenerated > ago(1h) | extend entry = parse_json(line) | where tostring(entry.level) in ("ERROR", "FATAL") | project TimeGenerated, source, tostring(entry.loggerName), tostring(entry.message) | order by TimeGenerated desc'
  }
  {
    name: 'The queue, minute by minute'
    body: '${reports} | where TimeGenerated > ago(6h) | summarize waiting = max(waiting), running = max(running), oldest_seconds = max(oldest), dead_letters = max(given_up) by bin(TimeGenerated, 1m) | order by TimeGenerated desc'
  }
  {
    name: 'Errors, timeouts, blocks and deadlocks of SQL'
    body: 'AzureDiagnostics | where TimeGenerated > ago(24h) and ResourceProvider == "MICROSOFT.SQL" | summarize count() by bin(TimeGenerated, 15m), Category, Resource | order by TimeGenerated desc'
  }
  {
    name: 'Who read which secret'
    body: 'AZKVAuditLogs | where TimeGenerated > ago(24h) and OperationName == "SecretGet" | project TimeGenerated, CallerIpAddress, Identity, RequestUri, ResultType | order by TimeGenerated desc'
  }
]
var ofPlatform = {
  aks: [
    {
      name: 'What the firewall refused'
      body: 'AGWFirewallLogs | where TimeGenerated > ago(24h) | project TimeGenerated, ClientIp, RequestUri, RuleId, Message, Action | order by TimeGenerated desc'
    }
  ]
  appservice: [
    {
      name: 'Answers of App Service by status'
      body: 'AppServiceHTTPLogs | where TimeGenerated > ago(1h) | summarize answers = count(), slowest = max(TimeTaken) by bin(TimeGenerated, 5m), ScStatus | order by TimeGenerated desc'
    }
    {
      name: 'Starts and ends of containers'
      body: 'AppServicePlatformLogs | where TimeGenerated > ago(24h) | project TimeGenerated, Host, Level, Message | order by TimeGenerated desc'
    }
    {
      name: 'What autoscale did'
      body: 'AutoscaleScaleActionsLog | where TimeGenerated > ago(7d) | order by TimeGenerated desc'
    }
  ]
  containerapps: [
    {
      name: 'Starts and ends of Container Apps'
      body: 'ContainerAppSystemLogs_CL | where TimeGenerated > ago(24h) | where Reason_s has_any ("Started", "Terminat", "Killing", "Unhealthy", "BackOff") | project TimeGenerated, ContainerAppName_s, RevisionName_s, Reason_s, Log_s | order by TimeGenerated desc'
    }
  ]
  machines: [
    {
      name: 'What autoscale did'
      body: 'AutoscaleScaleActionsLog | where TimeGenerated > ago(7d) | order by TimeGenerated desc'
    }
  ]
}
var queries = concat(everywhere, ofPlatform[platform])

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
