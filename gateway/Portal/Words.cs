using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Portal;

/// <summary>The portal's words in one language.</summary>
internal sealed record Words
{
    public static readonly Words English = new()
    {
        Language = "en",
        Name = "English",
        Title = "Vocational–general integration platform",
        Purpose = "Universities, vocational colleges, secondary schools and enterprises train people together. This is where their systems "
            + "meet.",
        StartPage = "Start page",
        Services = "What runs here",
        Service = "Service",
        Owns = "What it owns",
        Health = "Health",
        Documentation = "Documentation",
        Api = "API reference",
        Problems = "what it refuses",
        Rules = "Rules",
        AboutRules = "A refusal names its rule by number. "
            + "This page gives the text and the source of each rule.",
        Rule = "Rule",
        Asks = "What it asks for",
        Source = "Source",
        JudgedBy = "In the code:",
        Refusals = "Refusals",
        Begin = "Where to begin",
        Tokens = "All other requests need a token (OAuth 2.0, client credentials) of",
        HealthReport = "Health report, for machines",
        CommonProblems = "Refusals of all services",
        Traces = "Traces",
        Healthy = "healthy",
        Degraded = "degraded",
        Unhealthy = "unhealthy",
        Owned = new()
        {
            ["enrollment"] = "Pathways, articulations, learners, the transfer exam, X-certificates, credit and diplomas.",
            ["faculty-certification"] = "Teachers, recognition methods, dual-qualified certificates and their ratio.",
            ["industry-partnership"] = "Organisations, agreements, bases, internship slots and placements.",
        },
    };

    public static readonly Words Chinese = new()
    {
        Language = "zh-CN",
        Name = "中文",
        Title = "职普融通平台",
        Purpose = "高校、高职院校、中职学校与企业共同育人，各方系统在此互联互通。",
        StartPage = "首页",
        Services = "运行中的服务",
        Service = "服务",
        Owns = "职责",
        Health = "状态",
        Documentation = "文档",
        Api = "接口文档",
        Problems = "拒绝事由",
        Rules = "规则",
        AboutRules = "拒绝时会注明所依据规则的编号。本页说明各条规则的要求及其来源。",
        Rule = "规则",
        Asks = "要求",
        Source = "来源",
        JudgedBy = "代码：",
        Refusals = "拒绝事由",
        Begin = "从这里开始",
        Tokens = "除上述页面外，每个请求都须携带令牌（OAuth 2.0 客户端凭据模式），签发方：",
        HealthReport = "健康报告（供程序读取）",
        CommonProblems = "各服务通用的拒绝事由",
        Traces = "链路追踪",
        Healthy = "正常",
        Degraded = "降级",
        Unhealthy = "异常",
        Owned = new()
        {
            ["enrollment"] = "贯通培养方案、专业衔接、学生、转段考试、学分与证书。",
            ["faculty-certification"] = "教师、认定办法、“双师型”教师证书及其占比。",
            ["industry-partnership"] = "机构、协议、实训基地、实习岗位与岗位实习。",
        },
    };

    public required string Language { get; init; }
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Purpose { get; init; }
    public required string StartPage { get; init; }
    public required string Services { get; init; }
    public required string Service { get; init; }
    public required string Owns { get; init; }
    public required string Health { get; init; }
    public required string Documentation { get; init; }
    public required string Api { get; init; }
    public required string Problems { get; init; }
    public required string Rules { get; init; }
    public required string AboutRules { get; init; }
    public required string Rule { get; init; }
    public required string Asks { get; init; }
    public required string Source { get; init; }
    public required string JudgedBy { get; init; }
    public required string Refusals { get; init; }
    public required string Begin { get; init; }
    public required string Tokens { get; init; }
    public required string HealthReport { get; init; }
    public required string CommonProblems { get; init; }
    public required string Traces { get; init; }
    public required string Healthy { get; init; }
    public required string Degraded { get; init; }
    public required string Unhealthy { get; init; }
    public required Dictionary<string, string> Owned { get; init; }

    public Words Other => this == English ? Chinese : English;

    /// <summary>In the language of the request.</summary>
    public static Words For(HttpRequest request) => Portal.Language.For(request) == Portal.Language.Chinese ? Chinese : English;

    public string Of(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => Healthy,
        HealthStatus.Degraded => Degraded,
        _ => Unhealthy,
    };

    public string WhatOwns(string service) => Owned.GetValueOrDefault(service, "");
}
