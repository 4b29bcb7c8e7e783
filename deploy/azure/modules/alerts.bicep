// Alerts on what the platform itself measures, and on what the services say in their logs: the queue, dead letters, Redis and SQL.
// What each means and what to do is in deploy/monitoring/runbook.md, under its name.
//
// Not here: failed logins, slow analyses and other numbers of the suite's own that no log tells. Those are alerts on its Prometheus
// metrics, see deploy/monitoring/prometheus-alerts.yaml.

param name string
param location string = resourceGroup().location
param tags object

@description('Who is told.')
param actionGroupId string

@description('What there is. Empty: no alerts of that kind.')
param scaleSetId string = ''
param workerSetId string = ''
param loadBalancerId string = ''
param gatewayAppId string = ''
param workerAppId string = ''
param planId string = ''
param siteId string = ''
param clusterId string = ''
param applicationGatewayId string = ''
param sqlDatabaseIds array = []
param redisId string = ''
param storageId string = ''
param vaultId string = ''

@description('Workspace with the logs of the services. Empty: no alerts on what they say.')
param workspaceId string = ''

@description('What the services run on, which decides in which table their logs are.')
@allowed([ 'aks', 'appservice', 'containerapps', 'machines' ])
param platform string = 'containerapps'

@description('Seconds for which the oldest analysis may wait.')
param queueOldSeconds int = 600

@description('Largest number of worker replicas: so many for an hour means that the queue grows.')
param workersMaximum int = 10

@description('Answers 5xx in five minutes that are too many.')
param errorsPerFiveMinutes int = 10

@description('Bytes sent in a quarter of an hour that are too many: videos going where nobody expects them. 50 GB.')
param networkBytesPerQuarter int = 50000000000

@description('Where the runbook is published, for links in the mails.')
param runbook string = 'deploy/monitoring/runbook.md'

var scaleSetAlerts = empty(scaleSetId) ? [] : [
  {
    name: 'machines-cpu'
    says: 'Machines compute at their limit although more were started.'
    scope: scaleSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'Percentage CPU'
    operator: 'GreaterThan'
    threshold: 85
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'machines-memory'
    says: 'Machines run out of memory.'
    scope: scaleSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'Available Memory Percentage'
    operator: 'LessThan'
    threshold: 10
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'machines-disk'
    says: 'Machines wait for their disks.'
    scope: scaleSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'OS Disk IOPS Consumed Percentage'
    operator: 'GreaterThan'
    threshold: 90
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'machines-network'
    says: 'Machines send more than is usual.'
    scope: scaleSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'Network Out Total'
    operator: 'GreaterThan'
    threshold: networkBytesPerQuarter
    aggregation: 'Total'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'machines-gone'
    says: 'Machines are missing.'
    scope: scaleSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'VmAvailabilityMetric'
    operator: 'LessThan'
    threshold: 1
    aggregation: 'Average'
    window: 'PT5M'
    every: 'PT5M'
    severity: 1
    dimensions: []
  }
]

var workerSetAlerts = empty(workerSetId) ? [] : [
  {
    name: 'workers-cpu'
    says: 'Spot workers compute at their limit although more were started.'
    scope: workerSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'Percentage CPU'
    operator: 'GreaterThan'
    threshold: 85
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'workers-memory'
    says: 'Spot workers run out of memory.'
    scope: workerSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'Available Memory Percentage'
    operator: 'LessThan'
    threshold: 10
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'workers-disk'
    says: 'Spot workers wait for their disks.'
    scope: workerSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'OS Disk IOPS Consumed Percentage'
    operator: 'GreaterThan'
    threshold: 90
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'workers-network'
    says: 'Spot workers send more than is usual.'
    scope: workerSetId
    namespace: 'Microsoft.Compute/virtualMachineScaleSets'
    metric: 'Network Out Total'
    operator: 'GreaterThan'
    threshold: networkBytesPerQuarter
    aggregation: 'Total'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
]

var loadBalancerAlerts = empty(loadBalancerId) ? [] : [
  {
    name: 'probe'
    says: 'The load balancer finds fewer than six in ten machines healthy.'
    scope: loadBalancerId
    namespace: 'Microsoft.Network/loadBalancers'
    metric: 'DipAvailability'
    operator: 'LessThan'
    threshold: 60
    aggregation: 'Average'
    window: 'PT5M'
    every: 'PT1M'
    severity: 1
    dimensions: []
  }
  {
    name: 'data-path'
    says: 'The load balancer itself is not available.'
    scope: loadBalancerId
    namespace: 'Microsoft.Network/loadBalancers'
    metric: 'VipAvailability'
    operator: 'LessThan'
    threshold: 90
    aggregation: 'Average'
    window: 'PT5M'
    every: 'PT1M'
    severity: 0
    dimensions: []
  }
]

var gatewayAppAlerts = empty(gatewayAppId) ? [] : [
  {
    name: 'gateway-cpu'
    says: 'The gateway computes at its limit.'
    scope: gatewayAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'CpuPercentage'
    operator: 'GreaterThan'
    threshold: 85
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'gateway-memory'
    says: 'The gateway runs out of memory.'
    scope: gatewayAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'MemoryPercentage'
    operator: 'GreaterThan'
    threshold: 85
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'gateway-errors'
    says: 'Requests end with 5xx.'
    scope: gatewayAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'Requests'
    operator: 'GreaterThan'
    threshold: errorsPerFiveMinutes
    aggregation: 'Total'
    window: 'PT5M'
    every: 'PT1M'
    severity: 1
    dimensions: [
      {
        name: 'statusCodeCategory'
        operator: 'Include'
        values: [ '5xx' ]
      }
    ]
  }
  {
    name: 'gateway-restarts'
    says: 'The gateway starts again and again.'
    scope: gatewayAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'RestartCount'
    operator: 'GreaterThan'
    threshold: 3
    aggregation: 'Maximum'
    window: 'PT15M'
    every: 'PT5M'
    severity: 1
    dimensions: []
  }
  {
    name: 'gateway-network'
    says: 'The gateway sends more than is usual.'
    scope: gatewayAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'TxBytes'
    operator: 'GreaterThan'
    threshold: networkBytesPerQuarter
    aggregation: 'Total'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
]

// KEDA asks for replicas by the length of the queue, so their number is what the platform knows of the queue.
var workerAppAlerts = empty(workerAppId) ? [] : [
  {
    name: 'worker-memory'
    says: 'Workers run out of memory.'
    scope: workerAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'MemoryPercentage'
    operator: 'GreaterThan'
    threshold: 90
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'worker-restarts'
    says: 'Workers start again and again.'
    scope: workerAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'RestartCount'
    operator: 'GreaterThan'
    threshold: 3
    aggregation: 'Maximum'
    window: 'PT15M'
    every: 'PT5M'
    severity: 1
    dimensions: []
  }
  {
    name: 'queue-long'
    says: 'As many workers as may be have run for an hour: the queue is longer than they can work off.'
    scope: workerAppId
    namespace: 'Microsoft.App/containerApps'
    metric: 'Replicas'
    operator: 'GreaterThanOrEqual'
    threshold: workersMaximum
    aggregation: 'Minimum'
    window: 'PT1H'
    every: 'PT15M'
    severity: 2
    dimensions: []
  }
]

var planAlerts = empty(planId) ? [] : [
  {
    name: 'plan-cpu'
    says: 'Instances compute at their limit although more were started.'
    scope: planId
    namespace: 'Microsoft.Web/serverfarms'
    metric: 'CpuPercentage'
    operator: 'GreaterThan'
    threshold: 85
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'plan-memory'
    says: 'Instances run out of memory.'
    scope: planId
    namespace: 'Microsoft.Web/serverfarms'
    metric: 'MemoryPercentage'
    operator: 'GreaterThan'
    threshold: 90
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'plan-disk'
    says: 'Instances wait for their disks.'
    scope: planId
    namespace: 'Microsoft.Web/serverfarms'
    metric: 'DiskQueueLength'
    operator: 'GreaterThan'
    threshold: 10
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'plan-network'
    says: 'Instances send more than is usual.'
    scope: planId
    namespace: 'Microsoft.Web/serverfarms'
    metric: 'BytesSent'
    operator: 'GreaterThan'
    threshold: networkBytesPerQuarter
    aggregation: 'Total'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
]

var siteAlerts = empty(siteId) ? [] : [
  {
    name: 'site-errors'
    says: 'Requests end with 5xx.'
    scope: siteId
    namespace: 'Microsoft.Web/sites'
    metric: 'Http5xx'
    operator: 'GreaterThan'
    threshold: errorsPerFiveMinutes
    aggregation: 'Total'
    window: 'PT5M'
    every: 'PT1M'
    severity: 1
    dimensions: []
  }
  {
    name: 'site-health'
    says: 'Fewer than eight in ten health checks succeed.'
    scope: siteId
    namespace: 'Microsoft.Web/sites'
    metric: 'HealthCheckStatus'
    operator: 'LessThan'
    threshold: 80
    aggregation: 'Average'
    window: 'PT5M'
    every: 'PT5M'
    severity: 1
    dimensions: []
  }
]

// This metric of nodes is bytes, averaged; the others are totals of a quarter of an hour.
var clusterAlerts = empty(clusterId) ? [] : [
  {
    name: 'nodes-cpu'
    says: 'Nodes compute at their limit.'
    scope: clusterId
    namespace: 'Microsoft.ContainerService/managedClusters'
    metric: 'node_cpu_usage_percentage'
    operator: 'GreaterThan'
    threshold: 85
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'nodes-memory'
    says: 'Nodes run out of memory.'
    scope: clusterId
    namespace: 'Microsoft.ContainerService/managedClusters'
    metric: 'node_memory_working_set_percentage'
    operator: 'GreaterThan'
    threshold: 85
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'nodes-disk'
    says: 'Disks of nodes fill up.'
    scope: clusterId
    namespace: 'Microsoft.ContainerService/managedClusters'
    metric: 'node_disk_usage_percentage'
    operator: 'GreaterThan'
    threshold: 80
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'nodes-network'
    says: 'Nodes send more than is usual.'
    scope: clusterId
    namespace: 'Microsoft.ContainerService/managedClusters'
    metric: 'node_network_out_bytes'
    operator: 'GreaterThan'
    threshold: networkBytesPerQuarter / 900
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'pods-pending'
    says: 'Pods find no node.'
    scope: clusterId
    namespace: 'Microsoft.ContainerService/managedClusters'
    metric: 'cluster_autoscaler_unschedulable_pods_count'
    operator: 'GreaterThan'
    threshold: 0
    aggregation: 'Average'
    window: 'PT30M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
]

var applicationGatewayAlerts = empty(applicationGatewayId) ? [] : [
  {
    name: 'ingress-errors'
    says: 'Requests end with 5xx.'
    scope: applicationGatewayId
    namespace: 'Microsoft.Network/applicationGateways'
    metric: 'BackendResponseStatus'
    operator: 'GreaterThan'
    threshold: errorsPerFiveMinutes
    aggregation: 'Total'
    window: 'PT5M'
    every: 'PT1M'
    severity: 1
    dimensions: [
      {
        name: 'HttpStatusGroup'
        operator: 'Include'
        values: [ '5xx' ]
      }
    ]
  }
  {
    name: 'ingress-unhealthy'
    says: 'The ingress finds unhealthy pods.'
    scope: applicationGatewayId
    namespace: 'Microsoft.Network/applicationGateways'
    metric: 'UnhealthyHostCount'
    operator: 'GreaterThan'
    threshold: 0
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
]

var redisAlerts = empty(redisId) ? [] : [
  {
    name: 'redis-memory'
    says: 'Redis is filled to more than 70 %: take the next size.'
    scope: redisId
    namespace: 'Microsoft.Cache/redisEnterprise'
    metric: 'usedmemorypercentage'
    operator: 'GreaterThan'
    threshold: 70
    aggregation: 'Maximum'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'redis-cpu'
    says: 'Redis computes at its limit.'
    scope: redisId
    namespace: 'Microsoft.Cache/redisEnterprise'
    metric: 'percentProcessorTime'
    operator: 'GreaterThan'
    threshold: 80
    aggregation: 'Maximum'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
  {
    name: 'redis-evictions'
    says: 'Redis throws keys away, which its policy should forbid.'
    scope: redisId
    namespace: 'Microsoft.Cache/redisEnterprise'
    metric: 'evictedkeys'
    operator: 'GreaterThan'
    threshold: 0
    aggregation: 'Total'
    window: 'PT15M'
    every: 'PT5M'
    severity: 1
    dimensions: []
  }
]

var storageAlerts = empty(storageId) ? [] : [
  {
    name: 'store-away'
    says: 'The store of videos is not available.'
    scope: storageId
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Availability'
    operator: 'LessThan'
    threshold: 99
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 1
    dimensions: []
  }
]

var vaultAlerts = empty(vaultId) ? [] : [
  {
    name: 'vault-away'
    says: 'The vault is not available: processes that start get no secrets.'
    scope: vaultId
    namespace: 'Microsoft.KeyVault/vaults'
    metric: 'Availability'
    operator: 'LessThan'
    threshold: 99
    aggregation: 'Average'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    dimensions: []
  }
]

var sqlLoadAlerts = [for id in sqlDatabaseIds: {
  name: 'sql-${last(split(id, '/'))}-dtu'
  says: '${last(split(id, '/'))}: the database works at its limit.'
  scope: id
  namespace: 'Microsoft.Sql/servers/databases'
  metric: 'dtu_consumption_percent'
  operator: 'GreaterThan'
  threshold: 85
  aggregation: 'Average'
  window: 'PT15M'
  every: 'PT5M'
  severity: 2
  dimensions: []
}]

var sqlDiskAlerts = [for id in sqlDatabaseIds: {
  name: 'sql-${last(split(id, '/'))}-disk'
  says: '${last(split(id, '/'))}: the database fills up.'
  scope: id
  namespace: 'Microsoft.Sql/servers/databases'
  metric: 'storage_percent'
  operator: 'GreaterThan'
  threshold: 85
  aggregation: 'Average'
  window: 'PT15M'
  every: 'PT5M'
  severity: 2
  dimensions: []
}]

var sqlConnectionsAlerts = [for id in sqlDatabaseIds: {
  name: 'sql-${last(split(id, '/'))}-connections'
  says: '${last(split(id, '/'))}: connections to the database fail.'
  scope: id
  namespace: 'Microsoft.Sql/servers/databases'
  metric: 'connection_failed'
  operator: 'GreaterThan'
  threshold: 5
  aggregation: 'Total'
  window: 'PT15M'
  every: 'PT5M'
  severity: 1
  dimensions: []
}]

var sqlWorkersAlerts = [for id in sqlDatabaseIds: {
  name: 'sql-${last(split(id, '/'))}-workers'
  says: '${last(split(id, '/'))}: the database has no workers left.'
  scope: id
  namespace: 'Microsoft.Sql/servers/databases'
  metric: 'workers_percent'
  operator: 'GreaterThan'
  threshold: 85
  aggregation: 'Average'
  window: 'PT15M'
  every: 'PT5M'
  severity: 2
  dimensions: []
}]

var alerts = concat(
  scaleSetAlerts,
  workerSetAlerts,
  loadBalancerAlerts,
  gatewayAppAlerts,
  workerAppAlerts,
  planAlerts,
  siteAlerts,
  clusterAlerts,
  applicationGatewayAlerts,
  redisAlerts,
  storageAlerts,
  vaultAlerts,
  sqlLoadAlerts,
  sqlDiskAlerts,
  sqlConnectionsAlerts,
  sqlWorkersAlerts
)

resource rules 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in alerts: {
  name: '${name}-${alert.name}'
  location: 'global'
  tags: tags
  properties: {
    description: '${alert.says} ${runbook}#${alert.name}'
    enabled: true
    severity: alert.severity
    scopes: [ alert.scope ]
    evaluationFrequency: alert.every
    windowSize: alert.window
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'value'
          metricNamespace: alert.namespace
          metricName: alert.metric
          operator: alert.operator
          threshold: alert.threshold
          timeAggregation: alert.aggregation
          dimensions: alert.dimensions
          // A metric that the region does not offer yet should not fail the deployment.
          skipMetricValidation: true
        }
      ]
    }
    actions: [
      { actionGroupId: actionGroupId }
    ]
  }
}]

// A table that has no line yet is not there yet: the empty one beside it keeps the query right.
var lines = 'union isfuzzy=true (datatable(TimeGenerated: datetime, source: string, line: string)[]), (${loadJsonContent('log-lines.json')[platform]})'

// Every analysis-service says this once a minute, and each speaks of the whole queue.
var reports = '${lines} | where line has "QueueReport" and line has "oldest_seconds" | extend waiting = extract("waiting=([0-9]+)", 1, line, typeof(long)), running = extract("running=([0-9]+)", 1, line, typeof(long)), oldest = extract("oldest_seconds=([0-9]+)", 1, line, typeof(long)), given_up = extract("dead_letters=([0-9]+)", 1, line, typeof(long))'

// Services say every half minute for how long something has been away.
var logAlerts = empty(workspaceId) ? [] : [
  {
    name: 'queue-old'
    says: 'An analysis waits longer than ten minutes.'
    query: reports
    measure: 'oldest'
    aggregation: 'Maximum'
    threshold: queueOldSeconds
    window: 'PT10M'
    severity: 2
  }
  {
    name: 'queue-stuck'
    says: 'There is work and nobody works.'
    query: '${reports} | summarize told = count(), waiting = min(waiting), running = max(running) | where told >= 5 and waiting > 0 and running == 0'
    measure: ''
    aggregation: 'Count'
    threshold: 0
    window: 'PT10M'
    severity: 1
  }
  {
    name: 'queue-silent'
    says: 'Nobody has said for a quarter of an hour how long the queue is.'
    query: '${reports} | summarize told = count() | where told == 0'
    measure: ''
    aggregation: 'Count'
    threshold: 0
    window: 'PT15M'
    severity: 1
  }
  {
    name: 'dead-letters'
    says: 'Analyses were given up.'
    query: reports
    measure: 'given_up'
    aggregation: 'Maximum'
    threshold: 0
    window: 'PT10M'
    severity: 2
  }
  {
    name: 'redis-away'
    says: 'Redis cannot be reached.'
    query: '${lines} | extend seconds = extract("(?:redis is away|Redis [^ ]+ cannot be used) since ([0-9]+) s", 1, line, typeof(long)) | where isnotnull(seconds)'
    measure: 'seconds'
    aggregation: 'Maximum'
    threshold: 60
    window: 'PT5M'
    severity: 0
  }
  {
    name: 'sql-away'
    says: 'SQL cannot be reached.'
    query: '${lines} | extend seconds = extract("(?:sql is away|SQL store [^ ]+ cannot be used) since ([0-9]+) s", 1, line, typeof(long)) | where isnotnull(seconds)'
    measure: 'seconds'
    aggregation: 'Maximum'
    threshold: 60
    window: 'PT5M'
    severity: 0
  }
]

resource logRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in logAlerts: {
  name: '${name}-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${name}-${alert.name}'
    description: '${alert.says} ${runbook}#${alert.name}'
    enabled: true
    severity: alert.severity
    scopes: [ workspaceId ]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    autoMitigate: true
    // Before the first line there is no table to validate against.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: alert.aggregation
          metricMeasureColumn: empty(alert.measure) ? null : alert.measure
          operator: 'GreaterThan'
          threshold: alert.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [ actionGroupId ]
    }
  }
}]
