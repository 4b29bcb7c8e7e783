// How many instances of a scale set or an App Service plan there are, by processor and memory.

param name string
param location string
param tags object

@description('The scale set or the plan.')
param targetId string

@minValue(1)
param minimum int
@minValue(1)
param standard int
@minValue(1)
param maximum int

param cpuMetric string
param cpuOut int
param cpuIn int

param memoryMetric string
@description('GreaterThan for a metric of used memory, LessThan for one of available memory.')
@allowed([ 'GreaterThan', 'LessThan' ])
param memoryOperator string
param memoryThreshold int

@description('Actions are sent to these addresses.')
param notify array = []

@description('Workspace that is told what was scaled, and when. Empty: only the activity log is.')
param workspaceId string = ''

resource autoscale 'Microsoft.Insights/autoscalesettings@2022-10-01' = {
  name: '${name}-autoscale'
  location: location
  tags: tags
  properties: {
    name: '${name}-autoscale'
    enabled: true
    targetResourceUri: targetId
    profiles: [
      {
        name: 'by load'
        capacity: {
          minimum: string(minimum)
          default: string(standard)
          maximum: string(maximum)
        }
        rules: [
          {
            metricTrigger: {
              metricName: cpuMetric
              metricResourceUri: targetId
              timeGrain: 'PT1M'
              statistic: 'Average'
              timeWindow: 'PT5M'
              timeAggregation: 'Average'
              operator: 'GreaterThan'
              threshold: cpuOut
            }
            scaleAction: {
              direction: 'Increase'
              type: 'ChangeCount'
              value: '1'
              cooldown: 'PT5M'
            }
          }
          {
            metricTrigger: {
              metricName: memoryMetric
              metricResourceUri: targetId
              timeGrain: 'PT1M'
              statistic: 'Average'
              timeWindow: 'PT5M'
              timeAggregation: 'Average'
              operator: memoryOperator
              threshold: memoryThreshold
            }
            scaleAction: {
              direction: 'Increase'
              type: 'ChangeCount'
              value: '1'
              cooldown: 'PT5M'
            }
          }
          {
            metricTrigger: {
              metricName: cpuMetric
              metricResourceUri: targetId
              timeGrain: 'PT1M'
              statistic: 'Average'
              timeWindow: 'PT10M'
              timeAggregation: 'Average'
              operator: 'LessThan'
              threshold: cpuIn
            }
            scaleAction: {
              direction: 'Decrease'
              type: 'ChangeCount'
              value: '1'
              cooldown: 'PT10M'
            }
          }
        ]
      }
    ]
    notifications: empty(notify) ? [] : [
      {
        operation: 'Scale'
        email: {
          customEmails: notify
        }
      }
    ]
  }
}

resource actions 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(workspaceId)) {
  scope: autoscale
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AutoscaleScaleActions'
        enabled: true
      }
    ]
  }
}

output name string = autoscale.name
